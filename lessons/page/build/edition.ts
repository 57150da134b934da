import { bundleOf } from "#stage/page/build/bundle.ts";
import { type WrittenFile, writeFiles, writeTabEdition } from "#stage/page/build/edition.ts";
import { attributesOf, documentOf, lessonsPolicy } from "#stage/page/build/html.ts";
import { asFiles, type asRoutes } from "#stage/page/model/addresses.ts";
import { workerText } from "./in-a-worker.ts";
import { readMaterial } from "./material.ts";

type Addresses = typeof asFiles | typeof asRoutes;

/**
 * Writes the page with the company, and beside it the lessons: a document of their own, so that the page does not carry them.
 *
 * @param addresses how the pages link to each other: as files, or as the routes of a server that serves them
 */
export async function writeEditionWithLessons(
  folder: string,
  addresses: Addresses = asFiles,
): Promise<readonly WrittenFile[]> {
  return [...(await writeTabEdition(folder, addresses)), ...(await writeLessons(folder, addresses))];
}

async function writeLessons(folder: string, addresses: Addresses): Promise<readonly WrittenFile[]> {
  const { script, style } = await bundleOf("lessons/page/main.tsx", {
    MATERIAL: JSON.stringify(readMaterial()),
    WORKER: JSON.stringify(await workerText()),
  });
  const html = documentOf({
    attributes: attributesOf("tab", addresses),
    title: "Lessons · Pas de Cinq",
    about: "Ninety interview questions. Guess a number, run both sides, compare, and find out why.",
    files: "lessons",
    policy: lessonsPolicy,
  });
  return writeFiles(folder, { [asFiles.lessons]: html, "lessons.js": script, "lessons.css": style });
}
