import type { ServiceName } from "#contracts/generated/events.ts";

/** One instance of one service. */
export interface InstanceId {
  readonly service: ServiceName;
  /** Counted from 1. */
  readonly instance: number;
}

/** `orders#1` */
export const nameOf = ({ service, instance }: InstanceId): string => `${service}#${instance}`;
