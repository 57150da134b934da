import { type Lying, NotRedriven, type Parked, type ParkedMessages, parkedBy } from "./parked-messages.ts";

/** Where the embedded company is, and as whom to ask. */
export interface ParkedInCompanyOptions {
  readonly url: string;
  /** A bearer token of the staff. */
  readonly token: string;
}

/** What is parked in the embedded company, over its admin API. Who redrives is the one that the token stands for. */
export function parkedInCompany({ token, url }: ParkedInCompanyOptions): ParkedMessages {
  async function ask(path: string, body?: object): Promise<Response> {
    const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
    const how = body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers };
    const answer = await fetch(`${url}${path}`, how).catch((error: unknown) => {
      throw new Error(`${url} cannot be reached: begin with npm start, or give another --url`, {
        cause: error,
      });
    });
    if (answer.ok) return answer;
    const { detail, type } = await problemIn(answer);
    if (type === "/problems/not-redriven") throw new NotRedriven(detail);
    if (type === "/problems/not-parked") return answer;
    throw new Error(`${url}${path}: ${answer.status}, ${detail}${remedies.get(answer.status) ?? ""}`);
  }

  const tell = async (how: "redrive" | "drop", { fingerprint, service }: Parked, why: string | undefined) =>
    (await ask(`/parked/${service}/${fingerprint}/${how}`, why === undefined ? {} : { why })).ok;

  return {
    async look(service) {
      const answer = (await (await ask(`/parked?service=${service}`)).json()) as Answer;
      return answer.messages.map((one) => parkedBy(service, lying(one)));
    },
    redrive: (parked, { why }) => tell("redrive", parked, why),
    drop: (parked, { why }) => tell("drop", parked, why),
    close: async () => {},
  };
}

interface Answer {
  readonly messages: readonly (Omit<Lying, "body"> & { readonly bodyBase64: string })[];
}

const lying = ({ bodyBase64, headers, messageId }: Answer["messages"][number]): Lying => ({
  messageId,
  headers,
  body: Buffer.from(bodyBase64, "base64"),
});

const remedies: ReadonlyMap<number, string> = new Map([
  [401, "; STAFF must be the token that this npm start printed"],
  [403, "; STAFF must be a token of the staff"],
  [404, "; only npm start has it: for a deployment, set RABBITMQ_URL and leave out --url"],
]);

async function problemIn(answer: Response): Promise<{ readonly type?: string; readonly detail: string }> {
  const { type, detail } = Object(await answer.json().catch(() => ({})));
  return { type, detail: typeof detail === "string" ? detail : answer.statusText };
}
