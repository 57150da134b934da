import type { ParkReason } from "../errors.ts";
import type { Message } from "../message.ts";

/** One step of one message through one service, for observers: timelines, metrics, logs, tests. */
export type Hop = {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly service: string;
  /** Which of several instances, counted from 1. */
  readonly instance: number;
} & (
  | { readonly kind: "received"; readonly message: Message; readonly attempt: number }
  | { readonly kind: "handled"; readonly message: Message; readonly did: Did }
  | { readonly kind: "ignored" | "refused"; readonly message: Message; readonly why: string }
  /** A command that failed, through no fault of its client. The client was told, and may retry. */
  | { readonly kind: "failed"; readonly message: Message; readonly why: string }
  | { readonly kind: "duplicate"; readonly message: Message }
  | {
      readonly kind: "retried";
      readonly message: Message;
      readonly attempt: number;
      readonly tier: string;
      readonly why: string;
    }
  | {
      readonly kind: "parked";
      /** Undefined when the body could not be read. */
      readonly message: Message | undefined;
      readonly reason: ParkReason;
      readonly why: string;
    }
  | { readonly kind: "published"; readonly message: Message; readonly again: boolean }
  | { readonly kind: "timer"; readonly message: Message; readonly lateMs: number }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly cause: Message;
      readonly attempt: number;
      readonly failed?: string;
    }
  | { readonly kind: "batch"; readonly size: number; readonly tookMs: number; readonly conflicts: number }
  | { readonly kind: "waiting"; readonly for: string; readonly why: string }
);

/** What a service did about a message. */
export interface Did {
  /** `collection/id` of each document saved, and its status where it has one. */
  readonly saved: readonly { readonly key: string; readonly status: string | undefined }[];
  readonly published: readonly Message[];
  readonly called: readonly string[];
  readonly timersSet: readonly { readonly name: string; readonly dueAt: number }[];
  readonly timersCancelled: readonly string[];
}

/** A hop without the time, service and instance, which are added when it is reported. */
export type UnsignedHop = Hop extends infer H
  ? H extends Hop
    ? Omit<H, "at" | "service" | "instance">
    : never
  : never;

/**
 * Called with each hop as it happens; must return quickly. Its errors and rejections do not affect handling.
 */
export type Observer = (hop: Hop) => unknown;
