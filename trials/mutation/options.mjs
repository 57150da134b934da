/**
 * Stryker's options, common to the chassis and the services.
 *
 * @param {string} name the name of the report
 * @param {string[]} mutate the files to change
 * @param {string[]} spec the tests that should detect the mutants
 */
export const options = (name, mutate, spec) => ({
  mutate,
  testRunner: "mocha",
  testRunnerNodeArgs: ["--import", "tsx"],
  mochaOptions: { "no-config": true, spec },
  coverageAnalysis: "perTest",
  ignoreStatic: true,
  // On top of 1.5 times the normal duration. It catches mutants whose virtual time never comes to rest.
  timeoutMS: 5_000,
  reporters: ["progress-append-only", "clear-text", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: `trials/mutation/${name}.report.json` },
  tempDirName: "trials/mutation/.sandbox",
  tsconfigFile: "none: Stryker would need TypeScript's JavaScript API, which version 7 does not have",
  ignorePatterns: [".git", "coverage", "docs", "trials"],
});
