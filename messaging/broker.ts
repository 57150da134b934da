import type { Topology } from "#contracts/topology.ts";

/**
 * What travels beside a body. Values above a few hundred bytes belong into the body: where all headers together are more than
 * one frame of the connection carries, the longest text is cut first.
 */
export type Headers = Readonly<Record<string, string | number>>;

/** One message on its way to an exchange: always persistent, always mandatory, always confirmed. */
export interface Publication {
  readonly exchange: string;
  readonly routingKey: string;
  /** Cut to 255 bytes, which is what AMQP carries. */
  readonly messageId: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** One message that a queue handed to a consumer. */
export interface Delivery {
  readonly queue: string;
  /** The exchange and the routing key that it came to the queue by. The broker says so, not the sender. */
  readonly exchange: string;
  readonly routingKey: string;
  /** What the sender named it; undefined when it did not. */
  readonly messageId: string | undefined;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** True when the queue handed it out before. It says nothing about whether it was handled. */
  readonly redelivered: boolean;
  /**
   * How often it came back to the queue in vain, as far as the broker counts that; 0 the first time. Up to RabbitMQ 4.2 each return
   * counts, from 4.3 on those by a lost connection or a closed channel.
   */
  readonly returns: number;
  /**
   * Takes this delivery, and every earlier one of the same consumer, off the queue. On a connection that was lost meanwhile
   * it does nothing: the queue delivers them again.
   */
  ack(): void;
  /** False once it went back to the queue, with its connection or by `giveBack`: it is delivered again, here or elsewhere. */
  isHeld(): boolean;
}

export interface Consumer {
  /** Ends the subscription. What was handed out can still be acknowledged until the broker is closed; the rest goes back. */
  cancel(): Promise<void>;
  /**
   * Ends the subscription, and gives back to the queue what was handed out and is not acknowledged, to be handed to others at once.
   * RabbitMQ may change the order of many. Up to RabbitMQ 4.2 that counts as one return, from 4.3 on as none.
   */
  giveBack(): Promise<void>;
}

/** The port to a message broker with RabbitMQ's semantics. One object is one client with its own connection. */
export interface Broker {
  /**
   * Resolves when the broker has confirmed every publication, that is, when each is stored in every queue it was routed to.
   *
   * @throws NotConfirmed naming those that are not: routed nowhere, refused, or unknown because the connection was lost
   */
  publish(publications: readonly Publication[]): Promise<void>;
  /**
   * Hands out a queue's messages in its order, at most `prefetch` of them unacknowledged. Survives lost connections: what was not
   * acknowledged comes again. What `onDelivery` throws costs the connection nothing: that one message goes back to its queue, comes
   * again, and counts against its delivery limit.
   *
   * @throws Unavailable when the broker is away at this moment
   */
  consume(
    queue: string,
    options: { readonly prefetch: number },
    onDelivery: (delivery: Delivery) => void,
  ): Promise<Consumer>;
  /** What is missing or different in the broker, one sentence each, with the remedy; empty when all is there. Creates nothing. */
  verify(topology: Topology): Promise<readonly string[]>;
  /** False while the connection is lost or the broker blocks publishers. */
  isUp(): boolean;
  /** Closes the connection. Publications under way reject. */
  close(): Promise<void>;
}
