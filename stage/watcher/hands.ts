import type { Events } from "#contracts/generated/events.ts";
import type { Principal } from "#messaging/http/request/auth.ts";
import { type Perform, performer } from "../browser/perform.ts";
import type { NarrativeLog } from "../narrative/log.ts";
import { insteadInDeployment } from "../page/model/session/instead.ts";
import { client } from "../remote/client.ts";
import type { Deployment } from "../remote/deployment.ts";
import { noFaultControls } from "../remote/no-fault-controls.ts";
import { remotePeople } from "../remote/people.ts";

/** What people on the page can do to a deployment: whatever its public API offers. */
export function watcherHands(
  deployment: Pick<Deployment, "url" | "jwtSecret" | "providerUrl">,
  log: () => NarrativeLog,
): Perform {
  const http = client(deployment);
  const { customer, staff } = remotePeople(http, deployment, "page", () => {});
  const refused = "only the embedded company can do this: npm start";
  const refuse = (): never => {
    throw new Error(refused);
  };
  const perform = performer({
    customer: {
      ...customer,
      cancels: async (id) => void (await http.ask(customerOf(log(), id), "POST", `/orders/${id}/cancel`, {})),
      confirms: async (id) =>
        void (await http.ask(customerOf(log(), id), "POST", `/payments/${id}/confirm`, {})),
    },
    staff,
    faults: noFaultControls(refused),
    setDoubling: refuse,
    setGuarantee: refuse,
    setRate: refuse,
  });
  return async (action) => {
    const instead = insteadInDeployment[action.do];
    if (instead !== undefined) throw new Error(instead);
    return perform(action);
  };
}

/** Whoever placed an order: here, or with curl. */
function customerOf({ present }: NarrativeLog, orderId: string): Principal {
  const order = present.services.orders.documents.get(`orders/${orderId}`)?.document;
  const { customer }: { customer?: Events["orders.order-placed.v1"]["customer"] } = Object(order);
  if (!customer) throw new Error(`order ${orderId} was not placed while the page watched`);
  const { customerId: id, email, name } = customer;
  return { id, email, name, role: "customer" };
}
