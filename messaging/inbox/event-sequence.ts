import type { Key } from "../store.ts";
import { type Batch, versionOf } from "./batch.ts";

/** The `sequence` of a reaction's events: the new version of the first document that it saves; 0 if it saves none. */
export function sequenceOf([first]: readonly { readonly key: Key<object> }[], batch: Batch): number {
  return first ? versionOf(first.key, batch) + 1 : 0;
}
