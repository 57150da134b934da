/** How to reach a running deployment of the company from outside. */
export interface Deployment {
  /** The API gateway: `http://localhost:8080`. */
  readonly url: string;
  /** The payment provider: its ledger, and the page where a customer confirms a payment. */
  readonly providerUrl: string;
  /** RabbitMQ, as the user who observes events: `amqp://observer:…@localhost:5672`. */
  readonly rabbitmqUrl: string;
  /** RabbitMQ, as the user who counts messages: `amqp://counter:…@localhost:5672`. */
  readonly countingUrl: string;
  /** The secret that signs its tokens. */
  readonly jwtSecret: string;
  /** How long a minute of the choreography takes in this deployment, in milliseconds. */
  readonly minuteMs: number;
}
