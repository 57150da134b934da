// `node --import tsx contracts/test/record-golden.ts`: writes contracts/golden/, one file an event: messages
// that the stories really published, as few as show each optional field present and absent, and every value of
// every list. Existing samples stay first and never change.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { encode } from "#messaging/wire/envelope.ts";
import { contractsFolder, currentContracts } from "#tooling/testing/contracts-tree.ts";
import { contracts } from "../contracts.ts";
import { wholeFile } from "../gate/schema/flatten.ts";
import { isJson } from "../generator/contracts.ts";
import { featuresIn } from "./published/schema-features.ts";
import { runAll } from "./published/story-messages.ts";

const { published } = await runAll();
for (const { type, file, schema } of (await currentContracts()).events) {
  const path = join(
    contractsFolder,
    "golden",
    `${type.replaceAll(".", "/").replace(/\/(v\d+)$/, ".$1")}.json`,
  );
  const messages: unknown[] = [...keptIn(path)];
  const whole = wholeFile({ file, schema });
  const seen = new Set(messages.flatMap((one) => featuresIn(whole, isJson(one) ? one.data : {})));
  for (const message of published.filter((one) => one.type === type)) {
    const shown = featuresIn(whole, message.data).filter((one) => !seen.has(one));
    if (messages.length > 0 && shown.length === 0) continue;
    messages.push(JSON.parse(new TextDecoder().decode(encode(message, contracts))));
    for (const feature of shown) seen.add(feature);
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify({ type, messages }, null, 2)}\n`);
}
execFileSync("npx", ["biome", "format", "--write", "contracts/golden"], { stdio: "inherit" });

function keptIn(path: string): readonly unknown[] {
  try {
    const kept: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isJson(kept) && Array.isArray(kept.messages) ? kept.messages : [];
  } catch {
    return [];
  }
}
