import { expect } from "chai";
import {
  createFrameReader,
  exchangeDeliveredFrom,
  exchangePublishedTo,
  type Frame,
  messageIdOf,
  methodOf,
} from "../network/frames.ts";

const text = (value: string) => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);

function frame(type: number, payload: Buffer): Buffer {
  const head = Buffer.from([type, 0, 1, 0, 0, 0, 0]);
  head.writeUInt32BE(payload.length, 3);
  return Buffer.concat([head, payload, Buffer.from([0xce])]);
}

const publish = frame(
  1,
  Buffer.concat([Buffer.from([0, 60, 0, 40, 0, 0]), text("food.events"), text("a.key"), Buffer.from([0])]),
);
const deliver = frame(
  1,
  Buffer.concat([
    Buffer.from([0, 60, 0, 60]),
    text("tag"),
    Buffer.from([0, 0, 0, 0, 0, 0, 0, 7, 1]),
    text("orders.retry"),
    text("inbox"),
  ]),
);
/** A content header with content type, headers, delivery mode and message id. */
const header = frame(
  2,
  Buffer.concat([
    Buffer.from([0, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0b1011_0000, 0b1000_0000]),
    text("application/json"),
    Buffer.from([0, 0, 0, 4, 1, 2, 3, 4]),
    Buffer.from([2]),
    text("an-id"),
  ]),
);

function read(...chunks: readonly Buffer[]): readonly Frame[] {
  const frames: Frame[] = [];
  const reader = createFrameReader((one) => frames.push(one));
  for (const chunk of chunks) reader(chunk);
  return frames;
}

describe("Frames of AMQP", () => {
  it("are read after the protocol header", () => {
    const [first] = read(Buffer.concat([Buffer.from("AMQP\0\0\x09\x01"), publish]));

    expect(first && methodOf(first)).to.equal("60.40");
  });

  it("do not depend on how the bytes are split", () => {
    const bytes = Buffer.concat([publish, deliver, header]);
    const bytewise = read(...[...bytes].map((byte) => Buffer.from([byte])));

    expect(bytewise).to.deep.equal(read(bytes));
    expect(bytewise.map(methodOf)).to.deep.equal(["60.40", "60.60", undefined]);
  });

  it("contain the exchange of a publication or delivery, and the message id", () => {
    const [published, delivered, begun] = read(publish, deliver, header);

    expect(published && exchangePublishedTo(published)).to.equal("food.events");
    expect(delivered && exchangeDeliveredFrom(delivered)).to.equal("orders.retry");
    expect(begun && messageIdOf(begun)).to.equal("an-id");
  });
});
