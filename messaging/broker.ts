import type { Topology } from "./topology.ts";

/**
 * The headers of a message. Values above a few hundred bytes belong in the body: if all headers together
 * exceed one frame of the connection, the adapter cuts the longest text first.
 */
export type Headers = Readonly<Record<string, string | number>>;

/** A message to publish: always persistent, mandatory and confirmed. */
export interface Publication {
  readonly exchange: string;
  readonly routingKey: string;
  /** Cut to 255 bytes, the limit of AMQP. */
  readonly messageId: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** A message that a queue delivered to a consumer. */
export interface Delivery {
  readonly queue: string;
  /** The exchange and the routing key it was published with, as reported by the broker, not by the sender. */
  readonly exchange: string;
  readonly routingKey: string;
  /** The id that the sender set; undefined if it set none. */
  readonly messageId: string | undefined;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** True if the queue has delivered it before. That does not mean it was handled. */
  readonly redelivered: boolean;
  /**
   * How often the message returned to the queue unacknowledged, as counted by the broker; 0 on the first
   * delivery. RabbitMQ up to 4.2 counts every return; from 4.3 on it counts those caused by a lost connection
   * or a closed channel.
   */
  readonly returns: number;
  /**
   * Acknowledges this delivery and every earlier one of the same consumer. If the connection was lost
   * meanwhile, this has no effect: the queue redelivers them.
   */
  ack(): void;
  /**
   * Asks whether the acknowledgement of this delivery has arrived: AMQP confirms none. False if it has not, or if
   * the connection was lost before the broker's answer.
   */
  isAcknowledged(): Promise<boolean>;
  /**
   * False once the delivery has returned to the queue, with its connection or by `giveBack`: the queue
   * redelivers it.
   */
  isHeld(): boolean;
}

export interface Consumer {
  /**
   * Ends the subscription. Its deliveries can be acknowledged until the connection closes; then the rest are
   * requeued.
   */
  cancel(): Promise<void>;
  /**
   * Ends the subscription, and requeues its unacknowledged deliveries at once, for other consumers. RabbitMQ
   * may change their order. RabbitMQ up to 4.2 counts this as one return; from 4.3 on it does not count it.
   */
  giveBack(): Promise<void>;
}

/**
 * The port to a message broker with RabbitMQ's semantics. Each object is one client with its own connection.
 */
export interface Broker {
  /**
   * Resolves when the broker has confirmed every publication: each is stored in every queue it was routed to.
   *
   * @throws NotConfirmed naming the others: unroutable, refused, or unknown because the connection was lost
   */
  publish(publications: readonly Publication[]): Promise<void>;
  /**
   * Delivers a queue's messages in order, at most `prefetch` of them unacknowledged. Survives lost
   * connections: the queue redelivers what was not acknowledged. If `onDelivery` throws, the connection stays
   * open: only that message is requeued, and it counts against its delivery limit.
   *
   * @throws Unavailable if the broker is away
   */
  consume(
    queue: string,
    options: { readonly prefetch: number },
    onDelivery: (delivery: Delivery) => void,
  ): Promise<Consumer>;
  /**
   * The differences between the broker and `topology`, each with its remedy; empty if there are none. Creates
   * nothing.
   */
  verify(topology: Topology): Promise<readonly string[]>;
  /** False while the connection is lost or the broker blocks publishers. */
  isUp(): boolean;
  /** Closes the connection. Pending publications reject. */
  close(): Promise<void>;
}
