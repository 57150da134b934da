import { effect, signal } from "@preact/signals";
import { material } from "../model/material.ts";
import { type Language, storedLanguage, storeLanguage } from "../model/progress-store.ts";

const shelf = () => localStorage;

/** The language of questions, incidents, predictions and the points to say. All else is English. */
export const language = signal<Language>(storedLanguage(shelf));

effect(() => storeLanguage(language.value, shelf));

/** A text in Russian, if that is the language, and it has been translated. */
export const inRussian = (text: string): string | undefined =>
  language.value === "ru" ? material.russian[text] : undefined;
