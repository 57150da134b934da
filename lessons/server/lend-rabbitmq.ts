import { findRabbitMqToStart } from "#tooling/servers/find.ts";
import { startRabbitMq } from "#tooling/servers/rabbitmq.ts";

type Lent = ({ readonly isThere: true } | { readonly isThere: false; readonly reason: string }) & {
  giveBack(): Promise<void>;
};

/** The RabbitMQ that RABBITMQ_URL names, or one that is started for these lessons and ended with them. */
export async function lendRabbitMq(): Promise<Lent> {
  const nothing = async (): Promise<void> => {};
  if (process.env.RABBITMQ_URL) return { isThere: true, giveBack: nothing };
  const place = await findRabbitMqToStart();
  if (place.at === "nowhere") return { isThere: false, reason: place.reason, giveBack: nothing };
  const server = await startRabbitMq(place);
  process.env.RABBITMQ_URL = server.url;
  return {
    isThere: true,
    async giveBack() {
      delete process.env.RABBITMQ_URL;
      await server.remove();
    },
  };
}
