import { expect } from "chai";
import { type Compose, connections, containers } from "../containers.ts";

const gateway = `
  map $uri $service {
    ~^/orders(/|$) orders;
    default "";
  }
`;

const deployment = (environment: Readonly<Record<string, string>>) => {
  const compose: Compose = { services: { gateway: {}, orders: { environment }, rabbitmq: {} } };
  return { compose, gateway };
};

describe("A connection between containers", () => {
  it("is a URL in the environment of one that names the other", () => {
    const { length, ...arrows } = connections(
      deployment({ RABBITMQ_URL: "amqp://orders:secret@rabbitmq:5672" }),
    );
    expect(length).to.equal(2);
    expect(arrows).to.deep.include({ 1: { from: "orders", to: "rabbitmq", label: "AMQP" } });
  });

  it("is a route of the gateway", () => {
    expect(connections(deployment({}))).to.deep.equal([{ from: "gateway", to: "orders", label: "HTTP" }]);
  });

  it("is not a URL that leaves the deployment", () => {
    const { services } = deployment({ PROVIDER_URL: "https://psp.example" }).compose;
    expect(connections({ compose: { services }, gateway: "" })).to.deep.equal([]);
  });

  it("is drawn", () => {
    const drawn = containers(deployment({ RABBITMQ_URL: "amqp://orders:secret@rabbitmq:5672" }));
    expect(drawn).to.contain("  orders -->|AMQP| rabbitmq");
    expect(drawn).to.not.contain("MongoDB| mongo");
  });
});
