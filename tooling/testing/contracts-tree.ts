import { fileURLToPath } from "node:url";
import { filesOfFolder } from "#contracts/gate/release/files.ts";
import { type Snapshot, snapshotOf } from "#contracts/gate/release/snapshot.ts";

/** The contracts folder of this repository. */
export const contractsFolder = fileURLToPath(new URL("../../contracts", import.meta.url));

/** The contracts in the working tree. */
export const currentContracts = async (): Promise<Snapshot> =>
  snapshotOf(await filesOfFolder(contractsFolder, "the work tree", "contracts/"));
