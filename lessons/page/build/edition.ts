import { bundleOf } from "#stage/page/build/bundle.ts";
import { type WrittenFile, writeFiles, writeTabEdition } from "#stage/page/build/edition.ts";
import { documentOf, policy } from "#stage/page/build/html.ts";
import { workerText } from "./in-a-worker.ts";
import { readMaterial } from "./material.ts";

const address = "lessons.html";

/** Writes the page with the company, and beside it the lessons: a document of their own, so that the page does not carry them. */
export async function writeEditionWithLessons(folder: string): Promise<readonly WrittenFile[]> {
  return [...(await writeTabEdition(folder, address)), ...(await writeLessons(folder))];
}

async function writeLessons(folder: string): Promise<readonly WrittenFile[]> {
  const { script, style } = await bundleOf("lessons/page/main.tsx", {
    MATERIAL: JSON.stringify(readMaterial()),
    WORKER: JSON.stringify(await workerText()),
  });
  const html = documentOf({
    attributes: 'data-source="tab"',
    title: "Lessons · Pas de Cinq",
    about: "Ninety interview questions. Guess a number, run both sides, compare, and find out why.",
    files: "lessons",
    // The experiments run in a worker that is made of text: from disk there is no other way.
    policy: `${policy}; worker-src blob:`,
  });
  return writeFiles(folder, { [address]: html, "lessons.js": script, "lessons.css": style });
}
