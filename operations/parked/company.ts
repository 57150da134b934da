import {
  NotRedriven,
  type ParkedMessage,
  type ParkedMessages,
  parkedBy,
  type RawMessage,
} from "./parked-messages.ts";

/** How to reach the admin API of the embedded company. */
export interface ParkedInCompanyOptions {
  readonly url: string;
  /** A staff member's bearer token. */
  readonly token: string;
}

/**
 * The parked messages of the embedded company, over its admin API, which takes the operator's name from the
 * token.
 */
export function parkedInCompany({ token, url }: ParkedInCompanyOptions): ParkedMessages {
  async function request(path: string, body?: object): Promise<Response> {
    const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
    const how = body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers };
    const answer = await fetch(`${url}${path}`, how).catch((error: unknown) => {
      throw new Error(`${url} cannot be reached: run npm start first, or give another --url`, {
        cause: error,
      });
    });
    if (answer.ok) return answer;
    const { detail, type } = await problemIn(answer);
    if (type === "/problems/not-redriven") throw new NotRedriven(detail);
    if (type === "/problems/not-parked") return answer;
    throw new Error(`${url}${path}: ${answer.status}, ${detail}${remedies.get(answer.status) ?? ""}`);
  }

  const post = async (
    how: "redrive" | "drop",
    { fingerprint, service }: ParkedMessage,
    why: string | undefined,
  ) => (await request(`/parked/${service}/${fingerprint}/${how}`, why === undefined ? {} : { why })).ok;

  return {
    async list(service) {
      const answer = (await (await request(`/parked?service=${service}`)).json()) as Answer;
      return answer.messages.map((one) => parkedBy(service, rawMessage(one)));
    },
    redrive: (parked, { why }) => post("redrive", parked, why),
    drop: (parked, { why }) => post("drop", parked, why),
    close: async () => {},
  };
}

interface Answer {
  readonly messages: readonly (Omit<RawMessage, "body"> & { readonly bodyBase64: string })[];
}

const rawMessage = ({ bodyBase64, headers, messageId }: Answer["messages"][number]): RawMessage => ({
  messageId,
  headers,
  body: Buffer.from(bodyBase64, "base64"),
});

const remedies: ReadonlyMap<number, string> = new Map([
  [401, "; STAFF must be the token that this npm start printed"],
  [403, "; STAFF must be a staff member's token"],
  [404, "; only npm start has this API: for a deployment, set RABBITMQ_URL and leave out --url"],
]);

async function problemIn(answer: Response): Promise<{ readonly type?: string; readonly detail: string }> {
  const { type, detail } = Object(await answer.json().catch(() => ({})));
  return { type, detail: typeof detail === "string" ? detail : answer.statusText };
}
