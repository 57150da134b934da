import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { Unprocessable } from "#messaging/errors.ts";
import type { Outgoing } from "../sender.ts";
import { smtpSender } from "../smtp-sender.ts";

const cooking: Outgoing = {
  notificationId: "0f6c1c9e-8f4c-5d1b-9a43-6c6f5ad1f0aa",
  orderId: "5d2a7f1b-3f0c-5a6e-8d55-0b9a4c1f7e21",
  channel: "email",
  to: "ada@example.com",
  name: "Ada Lovelace",
  subject: "Trattoria <Sole> is preparing your order",
  text: "Hello Ada Lovelace,\n\nTrattoria <Sole> has accepted your order.\n\nOrder number: 5d2a7f1b\n\nPas de Cinq\n",
};
const context = { key: cooking.notificationId, signal: new AbortController().signal };

describe("Mails", () => {
  const servers: SMTPServer[] = [];
  const mails: string[] = [];
  const open = async (options: SMTPServerOptions = {}) => {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onData: (stream, _session, callback) =>
        void text(stream).then((mail) => {
          mails.push(mail);
          callback();
        }),
      ...options,
    });
    servers.push(server);
    server.on("error", () => {});
    server.listen(0, "127.0.0.1");
    await once(server.server, "listening");
    const { port } = server.server.address() as AddressInfo;
    return smtpSender({ url: `smtp://127.0.0.1:${port}`, from: "orders@pas-de-cinq.example" });
  };
  afterEach(() => {
    mails.length = 0;
    for (const server of servers.splice(0)) server.close();
  });

  it("have a sender, a recipient and a subject", async () => {
    const sender = await open();
    await sender.send(cooking, context);

    expect(mails[0]).to.include("From: Pas de Cinq <orders@pas-de-cinq.example>");
    expect(mails[0]).to.include("To: Ada Lovelace <ada@example.com>");
    expect(mails[0]).to.include("Subject: Trattoria <Sole> is preparing your order");
  });

  it("have the notification's id, the same each time, and a thread per order", async () => {
    const sender = await open();
    await sender.send(cooking, context);
    await sender.send(cooking, context);

    const id = "Message-ID: <0f6c1c9e-8f4c-5d1b-9a43-6c6f5ad1f0aa@pas-de-cinq.example>";
    expect(mails.map((mail) => mail.includes(id))).to.deep.equal([true, true]);
    expect(mails[0]).to.include("References: <5d2a7f1b-3f0c-5a6e-8d55-0b9a4c1f7e21@pas-de-cinq.example>");
  });

  it("are readable as text and as HTML, in which user input is escaped", async () => {
    const sender = await open();
    await sender.send(cooking, context);

    expect(mails[0]).to.include("Trattoria <Sole> has accepted your order.");
    expect(mails[0]?.replaceAll("=\r\n", "")).to.include(
      "Trattoria &lt;Sole&gt; has accepted your order.</p>",
    );
  });

  it("replace text messages, with the channel in the address", async () => {
    const sender = await open();
    await sender.send({ ...cooking, channel: "sms", to: "customer-ada" }, context);

    expect(mails[0]).to.include("To: Ada Lovelace <customer-ada@sms.pas-de-cinq.example>");
    expect(mails[0]).not.to.include("text/html");
  });

  it("that the server refuses permanently are never retried", async () => {
    const sender = await open({
      onRcptTo: (_address, _session, callback) =>
        callback(Object.assign(new Error("no such mailbox"), { responseCode: 550 })),
    });
    const error = await sender.send(cooking, context).catch((thrown: unknown) => thrown);

    expect(error).to.be.instanceOf(Unprocessable);
    expect(String(error)).to.include("no such mailbox");
  });

  const answering =
    (responseCode: number) => (_of: unknown, _session: unknown, callback: (e: Error) => void) =>
      callback(Object.assign(new Error("a sentence"), { responseCode }));
  const failure = async (options: SMTPServerOptions, mail: Partial<Outgoing> = {}) =>
    (await open(options)).send({ ...cooking, ...mail }, context).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );

  for (const status of [500, 501, 502, 504, 521, 541, 550, 551, 553, 554, 555, 556]) {
    it(`whose recipient the server refuses with ${status} are never retried`, async () => {
      expect(await failure({ onRcptTo: answering(status) })).to.be.instanceOf(Unprocessable);
    });
  }

  for (const status of [421, 450, 451, 452, 454, 503, 530, 534, 535, 538, 552]) {
    it(`whose recipient the server refuses with ${status} are retried`, async () => {
      expect(await failure({ onRcptTo: answering(status) }))
        .to.be.instanceOf(Error)
        .and.not.instanceOf(Unprocessable);
    });
  }

  for (const status of [421, 451, 501, 530, 550, 553, 554]) {
    it(`are retried if the server refuses the sender (${status}): that is not the mail's fault`, async () => {
      expect(await failure({ onMailFrom: answering(status) }))
        .to.be.instanceOf(Error)
        .and.not.instanceOf(Unprocessable);
    });
  }

  it("that the server refuses for their content are never retried", async () => {
    const onData: SMTPServerOptions["onData"] = (stream, _session, callback) =>
      void text(stream).then(() => callback(Object.assign(new Error("spam"), { responseCode: 554 })));

    expect(await failure({ onData })).to.be.instanceOf(Unprocessable);
  });

  it("to an invalid address are never retried", async () => {
    expect(await failure({}, { to: "" })).to.be.instanceOf(Unprocessable);
    expect(await failure({}, { to: "ada@exa<mple.com" })).to.be.instanceOf(Unprocessable);
  });

  it("that the server cannot accept now are retried", async () => {
    const sender = await open({
      onRcptTo: (_address, _session, callback) =>
        callback(Object.assign(new Error("mailbox busy"), { responseCode: 450 })),
    });
    const error = await sender.send(cooking, context).catch((thrown: unknown) => thrown);

    expect(error).to.be.instanceOf(Error).and.not.instanceOf(Unprocessable);
  });

  it("whose call was aborted are not sent, whether they wait for a connection or have one", async () => {
    const attempt = new AbortController();
    let silent = true;
    const sender = await open({
      onMailFrom: (_address, _session, callback) => {
        if (silent) attempt.abort(new Error("no answer in time"));
        else callback();
      },
    });
    const late = Array.from({ length: 8 }, () =>
      sender.send(cooking, { ...context, signal: attempt.signal }).catch(String),
    );
    expect(new Set(await Promise.all(late))).to.have.lengthOf(1);

    silent = false;
    await sender.send({ ...cooking, name: "Grace" }, context);
    expect(mails).to.have.lengthOf(1);
    expect(mails[0]).to.include("To: Grace");
  });

  it("are retried while the server is down", async () => {
    await open();
    const nobody = smtpSender({ url: "smtp://127.0.0.1:1", from: "orders@pas-de-cinq.example" });
    const error = await nobody.send(cooking, context).catch((thrown: unknown) => thrown);

    expect(error).to.be.instanceOf(Error).and.not.instanceOf(Unprocessable);
  });
});
