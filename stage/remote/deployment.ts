/** A running deployment of the company, and how to get at it from outside. */
export interface Deployment {
  /** The API gateway: `http://localhost:8080`. */
  readonly url: string;
  /** The payment provider, for its ledger, and for the customer who confirms at the bank. */
  readonly providerUrl: string;
  /** RabbitMQ, as a user who may listen: `amqp://observer:…@localhost:5672`. */
  readonly rabbitmqUrl: string;
  /** RabbitMQ, as a user who may count: `amqp://counter:…@localhost:5672`. */
  readonly countingUrl: string;
  /** What signs the tokens there. */
  readonly jwtSecret: string;
  /** How long a minute of the choreography lasts there, in milliseconds. */
  readonly minuteMs: number;
}
