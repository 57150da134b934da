import { parse } from "sugar-high/core";
import * as typescript from "sugar-high/lang/typescript";

/** The lines of a text in TypeScript or JSON, each with its tokens. An excerpt may begin in the middle of a comment. */
export function highlighted(text: string): readonly (readonly Token[])[] {
  const opening = beginsInComment.test(text) ? "/*\n" : "";
  const lines = parse(opening + text, typescript).lines.map(({ tokens }) => tokens);
  return opening ? lines.slice(1) : lines;
}

export interface Token {
  readonly type: string;
  readonly value: string;
}

/** Its first line continues a block comment, or one ends before any begins. */
const beginsInComment = /^\s*\* |^(?!\{)(?:(?!\/\*)[\s\S])*?\*\//;
