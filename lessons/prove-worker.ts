import { lessonNamed } from "./index.ts";
import type { Side } from "./lesson.ts";
import { proveLesson } from "./prove-lesson.ts";

/** What a worker is asked to prove. */
export interface Order {
  readonly name: string;
  readonly seeds: number;
  readonly sides: readonly Side[];
}

/** A worker process: proves the lesson that it receives, and sends back the proof, or why it could not. */
process.on("message", async ({ name, seeds, sides }: Order) => {
  try {
    process.send?.({ proof: await proveLesson(lessonNamed(name), seeds, sides) });
  } catch (error) {
    process.send?.({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
process.on("disconnect", () => process.exit());
