// Starts the company with users without permissions. It must end by itself, with one sentence. See start.test.ts.
import { startMongoDb } from "#tooling/servers/mongodb.ts";
import { startRabbitMq } from "#tooling/servers/rabbitmq.ts";
import { startCompany } from "../company-processes.ts";

const [rabbitmq, mongodb] = await Promise.all([startRabbitMq(), startMongoDb()]);
const load = (definitions: object) => {
  const whole: { permissions?: readonly object[] } = definitions;
  const none = { configure: "^$", write: "^$", read: "^$" };
  return rabbitmq.load({
    ...whole,
    permissions: whole.permissions?.map((one) => ({ ...one, ...none })) ?? [],
  });
};
await startCompany({ rabbitmq: { ...rabbitmq, load }, mongodb }).catch((error: Error) => {
  console.log(error.message);
});
await Promise.all([rabbitmq.remove(), mongodb.remove()]);
