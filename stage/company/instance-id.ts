/** One instance of one service. */
export interface InstanceId {
  readonly service: string;
  /** Counted from 1. */
  readonly instance: number;
}

/** `orders#1` */
export const nameOf = ({ service, instance }: InstanceId): string => `${service}#${instance}`;
