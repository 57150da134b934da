// Generated from the schemas and hears.ts: run npm run generate instead of editing.

/** The data of every event, by its type. */
export interface Events {
  "mailer.welcome-sent.v1": MailerWelcomeSentV1;
  "signup.member-joined.v1": SignupMemberJoinedV1;
}

/** The mail server accepted the welcome mail. */
export interface MailerWelcomeSentV1 {
  /** The member who was welcomed. */
  memberId: string;
}

/** A person signed up and is a member now. */
export interface SignupMemberJoinedV1 {
  /** The new member. */
  memberId: string;
  /** The address to write to. */
  email: string;
}

/** What surrounds every event: CloudEvents 1.0 in structured mode, application/cloudevents+json. */
export interface EnvelopeAttributes {
  /** The version of CloudEvents. */
  specversion: "1.0";
  /** The message: a UUID in lower case. Whoever handles messages remembers it, and handles it once. */
  id: string;
  /** Who published it: a slash and the service's name. */
  source: string;
  /** <service>.<event>.v<N>: the routing key, and the path of the schema. What a service sends only to itself has no version. */
  type: string;
  /** What it is about: the order, or the restaurant whose menu changed. */
  subject: string;
  /** When it happened: UTC, with milliseconds. */
  time: string;
  /** The data is JSON. */
  datacontenttype: "application/json";
  /** The URI of the data's schema: what follows the host is the schema's path in this repository. It names, and is not fetched. */
  dataschema: string;
  /** The whole story that this message belongs to: the order, mostly. */
  correlationid: string;
  /** The message that caused this one. */
  causationid: string;
  /** Position among the events of one document of the source, in digits; it grows. */
  sequence: string;
  /** W3C Trace Context. */
  traceparent: string;
}

/** The name of an event: its routing key, and the path of its schema. */
export type EventType = keyof Events;

/** What each service hears. */
export interface Hears {
  signup:
    | "mailer.welcome-sent.v1";
  mailer:
    | "signup.member-joined.v1";
}

/** What each service says. */
export interface Emits {
  signup:
    | "signup.member-joined.v1";
  mailer:
    | "mailer.welcome-sent.v1";
}

export type ServiceName = keyof Hears;

type CompanyEvents = Events;

/** The chassis knows these events: the compiler checks each type name in a reaction, and its data. */
declare module "#messaging/events.ts" {
  interface Events extends CompanyEvents {}
}

/** An event as it travels: a union that `type` tells apart. */
export type Envelope<T extends EventType = EventType> = {
  [K in T]: EnvelopeAttributes & { type: K; data: Events[K] };
}[T];
