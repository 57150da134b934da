import { boundaryProblems } from "./boundaries.ts";
import { folders } from "./folders.ts";

/** `npm run check:boundaries`: checks every import against the import rules, and that reactions are pure. */
const { modules, problems } = await boundaryProblems(folders);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`boundaries: ${modules} modules follow the import rules`);
