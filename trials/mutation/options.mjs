/**
 * What is the same for the chassis and the services: Stryker's options, of which its documentation tells the rest.
 *
 * @param {string} name of the report
 * @param {string[]} mutate the files to change
 * @param {string[]} spec the tests that should notice
 */
export const options = (name, mutate, spec) => ({
  mutate,
  testRunner: "mocha",
  testRunnerNodeArgs: ["--import", "tsx"],
  mochaOptions: { "no-config": true, spec },
  coverageAnalysis: "perTest",
  ignoreStatic: true,
  // Beyond half as much again as the tests take. Virtual time that never comes to rest takes all the time there is.
  timeoutMS: 5_000,
  reporters: ["progress-append-only", "clear-text", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: `trials/mutation/${name}.report.json` },
  tempDirName: "trials/mutation/.sandbox",
  tsconfigFile: "none: Stryker would need TypeScript's JavaScript API, which version 7 does not have",
  ignorePatterns: [".git", "coverage", "docs", "trials"],
});
