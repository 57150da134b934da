import { expect } from "chai";
import type { Result } from "#messaging/instance/result.ts";
import type { Message } from "#messaging/message.ts";
import { orderId, otherOrderId } from "#tooling/testing/event-samples.ts";
import { localMessage } from "#tooling/testing/messages.ts";
import { demoCouriers } from "../demo-couriers.ts";
import { hire, onHire } from "../hire-courier.ts";
import { hireCouriers } from "../hire-couriers.ts";
import { onSetShift, setShift } from "../set-shift.ts";
import { assignMarie, center, marie, now } from "./given.ts";

const hiring = localMessage(hire, "marie", { ...marie, zone: "center" });
const leave = localMessage(setShift, "marie", { courierId: "marie", zone: "center", onShift: false });
const come = localMessage(setShift, "marie", { courierId: "marie", zone: "center", onShift: true });
const busy = { ...marie, status: "busy", orderId, leaving: false } as const;

describe("A new courier", () => {
  it("is free in the zone", () => {
    const outcome = onHire.react({ courier: undefined, roster: undefined }, hiring, { now });
    expect(outcome).to.deep.equal({
      save: {
        courier: { ...marie, zone: "center" },
        roster: center({ couriers: [{ ...marie, status: "free" }] }),
      },
      setTimers: [],
    });
  });

  it("takes the first waiting order", () => {
    const roster = center({ waiting: [otherOrderId] });
    const outcome = onHire.react({ courier: undefined, roster }, hiring, { now });
    expect(outcome).to.have.property("setTimers").that.deep.equals([assignMarie]);
  });

  it("is not hired twice", () => {
    const courier = { ...marie, zone: "center" };
    const outcome = onHire.react({ courier, roster: center() }, hiring, { now });
    expect(outcome).to.deep.equal({ ignored: "marie already works here" });
  });

  it("has an id that no other courier has", () => {
    const ids = new Set(demoCouriers.map(({ courierId }) => courierId));
    expect([ids.size, demoCouriers.length]).to.deep.equal([52, 52]);
  });
});

describe("Hiring couriers at startup", () => {
  const employed = { ...marie, zone: "center" };

  it("hires each courier once, however often the service starts", async () => {
    const commands: Message[] = [];
    const submit = async (message: Message): Promise<Result> => {
      commands.push(message);
      return { kind: "ignored", why: "marie already works here" };
    };
    await hireCouriers({ submit }, [employed], now);
    await hireCouriers({ submit }, [employed, { ...employed, courierId: "jean" }], now);
    const [first, again, other] = commands.map(({ id }) => id);
    expect(again).to.equal(first);
    expect(other).not.to.equal(first);
    expect(commands[0]).to.include({ type: hire.type, source: "/couriers", subject: "marie" });
  });

  it("names the courier who could not be hired", async () => {
    const submit = async (): Promise<Result> => ({ kind: "failed", error: new Error("no desk is left") });
    const failed = await hireCouriers({ submit }, [employed], now).catch(({ message }) => message);
    expect(failed).to.equal("couriers.hire of marie failed: no desk is left");
  });
});

describe("A courier ends the shift", () => {
  it("leaves at once if free", () => {
    const roster = center({ couriers: [{ ...marie, status: "free" }] });
    const outcome = onSetShift.react({ roster }, leave, { now });
    expect(outcome).to.deep.equal({
      save: { roster: center({ couriers: [{ ...marie, status: "off-shift" }] }) },
      setTimers: [],
      reply: { ...marie, zone: "center", status: "off-shift" },
    });
  });

  it("changes no other courier", () => {
    const jean = { courierId: "jean", name: "Jean", status: "free" } as const;
    const roster = center({ couriers: [jean, { ...marie, status: "free" }] });
    const outcome = onSetShift.react({ roster }, leave, { now });
    expect(outcome).to.deep.include({
      save: { roster: center({ couriers: [jean, { ...marie, status: "off-shift" }] }) },
      reply: { ...marie, zone: "center", status: "off-shift" },
    });
  });

  it("leaves after the current ride", () => {
    const outcome = onSetShift.react({ roster: center({ couriers: [busy] }) }, leave, { now });
    expect(outcome).to.deep.equal({
      save: { roster: center({ couriers: [{ ...busy, leaving: true }] }) },
      setTimers: [],
      reply: { ...marie, zone: "center", status: "busy", orderId, leaving: true },
    });
  });

  it("may resume the shift during the ride", () => {
    const roster = center({ couriers: [{ ...busy, leaving: true }] });
    const outcome = onSetShift.react({ roster }, come, { now });
    expect(outcome).to.have.nested.property("reply.leaving", false);
    expect(outcome).to.have.property("setTimers").that.deep.equals([]);
  });
});

describe("A courier starts a shift", () => {
  it("takes the first waiting order", () => {
    const roster = center({ couriers: [{ ...marie, status: "off-shift" }], waiting: [otherOrderId] });
    const outcome = onSetShift.react({ roster }, come, { now });
    expect(outcome).to.deep.equal({
      save: { roster: center({ couriers: [{ ...busy, orderId: otherOrderId }] }) },
      setTimers: [assignMarie],
      reply: { ...marie, zone: "center", status: "busy", orderId: otherOrderId, leaving: false },
    });
  });

  it("keeps the place in line if already free", () => {
    const roster = center({
      couriers: [
        { ...marie, status: "free" },
        { courierId: "jean", name: "Jean", status: "free" },
      ],
    });
    const outcome = onSetShift.react({ roster }, come, { now });
    expect(outcome).to.have.nested.property("save.roster").that.deep.equals(roster);
    expect(outcome).to.have.property("setTimers").that.deep.equals([]);
  });

  it("must be known", () => {
    const outcome = onSetShift.react({ roster: center() }, come, { now });
    expect(outcome).to.deep.equal({
      refused: { code: "unknown-courier", detail: "there is no courier marie" },
    });
  });
});
