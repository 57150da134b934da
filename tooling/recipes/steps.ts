import type { Steps } from "./editor.ts";
import { newEvent } from "./new-event.ts";
import { newLesson } from "./new-lesson.ts";
import { newService } from "./new-service.ts";
import { newStory } from "./new-story.ts";

/** The recipes of CONTRIBUTING.md that CI follows, by title. */
export const recipes: Readonly<Record<string, Steps>> = {
  "A new event": newEvent,
  "A new story": newStory,
  "A new service": newService,
  "A new lesson": newLesson,
};
