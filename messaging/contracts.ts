/**
 * The port to the contracts of a company: what the chassis needs to know at run time. `contracts/` generates
 * the validators from the schemas.
 */
export interface Contracts {
  /** The types of the events that each service consumes. */
  readonly hears: Readonly<Record<string, readonly string[]>>;
  /** The exchanges that events are published to. */
  readonly exchanges: readonly Exchange[];
  /** The direct exchange of messages that cannot be handled; the routing key is the service's name. */
  readonly parkedExchange: string;
  /**
   * The fanout exchange to which a service reports its hops, if it is watched. No service needs it to work.
   */
  readonly hopsExchange: string;
  /** The exchange that an event is published to; the routing key is its type. */
  exchangeOf(type: string): string;
  /** The absolute URI of the schema of a message's data. */
  dataschemaOf(type: string): string;
  /** The validator of each event's data, by its type; undefined for a type without a schema. */
  readonly validators: Readonly<Record<string, Validate | undefined>>;
  readonly validateEnvelope: Validate<EnvelopeFields>;
}

export interface Exchange {
  name: string;
  type: "topic" | "fanout" | "direct";
}

/** Whether data matches a schema; `errors` holds the violations until the next call. */
export interface Validate<T = unknown> {
  (data: unknown): data is T;
  errors?: readonly Violation[] | null;
}

/** One violation, as ajv reports it. */
export interface Violation {
  /** JSON pointer to the value: `/total/amount`. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
}

/** An envelope on the wire: CloudEvents 1.0 with the extensions that the chassis needs. */
export interface EnvelopeFields {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly correlationid: string;
  readonly causationid: string;
  readonly sequence: string;
  readonly traceparent: string;
  readonly data: object;
}
