import { expect } from "chai";
import { anOrder, played } from "../../../browser/test/played.ts";
import { hopsOf, wayTo } from "../../model/timeline/hops-of.ts";
import { headline } from "../../model/words.ts";

describe("The cause of a mail", () => {
  it("is the event that asked for it, also where notifications handles several at once", async () => {
    const { log } = await played({
      actions: [
        { at: 0, action: { do: "kill", service: "notifications", instance: 1 } },
        { at: 10, action: anOrder },
        { at: 60_000, action: { do: "start", service: "notifications", instance: 1 } },
      ],
    });
    const [orderId = ""] = log.present.orders.keys();
    const hops = hopsOf(log, log.present, orderId);
    const causes = hops.flatMap((hop) => {
      const [cause] = wayTo(hops, hop).slice(1);
      const entry = cause === undefined ? undefined : log.entry(cause);
      return hop.entry.kind === "mail" && entry ? [[hop.entry.mail.subject, headline(entry)]] : [];
    });
    expect(Object.fromEntries(causes)).to.deep.equal({
      "We've received your order (€9.50)": "notifications handles order-placed",
      "Payment received: €9.50": "notifications handles payment-succeeded",
      "Trattoria Sole is preparing your order": "notifications handles order-confirmed",
      "Marie will deliver your order": "notifications handles courier-assigned",
      "Your order is on the way": "notifications handles order-picked-up",
      "Your order has been delivered": "notifications handles order-delivered",
    });
  });
});
