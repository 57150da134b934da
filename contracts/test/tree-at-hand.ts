import { fileURLToPath } from "node:url";
import { filesOfFolder } from "../gate/release/files.ts";
import { type Tree, treeOf } from "../gate/release/snapshot.ts";

/** The contracts folder that the tests are about. */
export const contractsFolder = fileURLToPath(new URL("..", import.meta.url));

/** The contracts as they are now. */
export const treeAtHand = async (): Promise<Tree> =>
  treeOf(await filesOfFolder(contractsFolder, "the work tree", "contracts/"));
