import type { Action } from "../../../browser/action.ts";

/** What to do instead of an action that a source cannot perform. */
export type Instead = Partial<Readonly<Record<Action["do"], string>>>;

/** A deployment is broken, and mended, from a terminal. */
export const insteadInDeployment: Instead = {
  traffic: "In a terminal: npm run demo -- --url http://localhost:8080",
  kill: "In a terminal: docker compose kill payments, or another service",
  start: "In a terminal: docker compose up --wait, or with --scale payments=2",
  "kill-before": "Only the embedded company dies at a chosen moment: npm start",
  disarm: "Only the embedded company dies at a chosen moment: npm start",
  away: "In a terminal: docker compose kill rabbitmq, mongo or payment-provider",
  back: "In a terminal: docker compose up --wait",
  "confirm-at-the-bank": "Only the embedded company can do this: npm start",
  delay: "Only the embedded company can do this: npm start",
  double: "Only the embedded company can do this: npm start",
  poison: "Only the embedded company can do this: npm start",
  guarantee:
    "A deployment keeps all of its guarantees. Switch one off in npm start, or in a tab: npm run page",
};

/** What a page says while its company closes. */
export const closingText =
  "The company is closing: it waits up to 15 s for the work under way, and takes no new ones.";
/** What a page says while no server answers it: nothing that is done here would reach the company. */
export const lostText = "The connection is lost; the page connects again.";
/** What a page says once it has closed. */
export const closedText = "The company has closed. When npm start runs again, this page connects again.";

/** Whether an action brings orders, which a company that is closing does not take. */
export const bringsOrders = ({ do: what }: Pick<Action, "do">): boolean =>
  what === "order" || what === "traffic";
