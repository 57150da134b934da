import { isJson } from "#contracts/generator/contracts.ts";
import { maxBodyBytes } from "#messaging/http/request/body.ts";
import type { Api } from "./api.ts";
import type { RequestCase } from "./draw/any-request.ts";
import { damaged } from "./draw/damage.ts";
import { bytesOf } from "./draw/encoding.ts";
import { isProblem, judgeRequest, type RequestJudgement } from "./judge-request.ts";
import { type Answer, exchange, hangsUp, type Request, wireOf } from "./transport.ts";

/** Sends a request. Returns what is wrong with the answer; undefined if nothing is. */
export async function unexpectedAnswer(
  asked: RequestCase,
  api: Api,
  onResult: (what: string) => void,
): Promise<string | undefined> {
  const body = bodyOf(asked);
  const judgement = judgeRequest(asked, body);
  const request = requestOf(asked, body, api);
  const wire = wireOf(request, asked.transport);
  const answer = await exchange(api.port, wire, hangsUp(asked.transport, asked.headers)).catch((error) =>
    String(error),
  );
  const reported = api
    .reported()
    .map((error) => `; reported: ${error instanceof Error ? error.stack : error}`);
  onResult(typeof answer === "object" ? `answered ${answer.status}` : "hung up");
  const wrong = typeof answer === "string" ? answer : wrongWith(judgement, answer, asked);
  if (!wrong && reported.length === 0) return undefined;
  const shown = wire.toString("utf8");
  const cut = shown.length > 2_000 ? `${shown.slice(0, 2_000)}… (${wire.length} bytes)` : shown;
  return `${wrong ?? "an error was reported"}${reported.join("")}: ${JSON.stringify(cut)}`;
}

function wrongWith(
  judgement: RequestJudgement,
  answer: Answer | undefined,
  { operation, method, transport, headers: sent }: RequestCase,
) {
  if (!answer) return hangsUp(transport, sent) ? undefined : "closed without an answer";
  const { status, headers, body } = answer;
  const said = `${status} ${body.slice(0, 400)}`;
  if (!(status >= 200 && status < 500)) return `answered ${said}`;
  if (judgement === "refused" && status < 400) return `should be refused, but was answered ${said}`;
  const isForm = [400, 401, 405, 413, 415, 431].includes(status);
  if (judgement === "understood" && isForm) return `is valid, but was answered ${said}`;
  if (status < 400) return undefined;
  const problem = method === "HEAD" ? undefined : problemIn(answer);
  if (problem !== undefined && !isProblem(problem, operation.place))
    return `the answer is not a problem document: ${said}`;
  if (problem !== undefined && isJson(problem) && problem.status !== status)
    return `the problem has a different status: ${said}`;
  if (headers["content-type"] !== "application/problem+json")
    return `answered as ${headers["content-type"]}: ${said}`;
  const isDocumented = operation.responses.has(String(status)) || judgement !== "understood";
  return isDocumented ? undefined : `the status is not documented: ${said}`;
}

function problemIn({ body }: Answer): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function bodyOf({ body }: RequestCase): Uint8Array | undefined {
  if (!body) return undefined;
  const { data, damages, encoding, schema } = body;
  const value = damages.reduce<unknown>((found, damage) => damaged(found, damage, schema), data);
  return bytesOf(value, encoding, maxBodyBytes);
}

function requestOf(asked: RequestCase, body: Uint8Array | undefined, { bearers, sign }: Api): Request {
  const { contentType, headers, isSigned, key, method, operation, query, token } = asked;
  const bearer = bearers[token];
  const signature = sign(Buffer.from(body ?? []).toString("utf8"));
  const isWebhook = operation.parameters.has("header provider-signature");
  return {
    method,
    target: targetOf(asked) + (query.length > 0 ? `?${query.map(pair).join("&")}` : ""),
    headers: [
      ...(bearer === undefined ? [] : [["Authorization", bearer] as const]),
      ...(key === undefined ? [] : [["Idempotency-Key", key] as const]),
      ...(isWebhook && isSigned ? [["Provider-Signature", signature] as const] : []),
      ...(contentType === undefined ? [] : [["Content-Type", contentType] as const]),
      ...headers,
    ],
    body,
  };
}

const targetOf = ({ operation, path }: RequestCase): string =>
  operation.name.replace(/^\w+ /, "").replaceAll(/\{(\w+)\}/g, (_, name) => encoded(path[name] ?? ""));

const pair = ([name, value]: readonly [string, string]): string => `${encoded(name)}=${encoded(value)}`;

/** A lone surrogate cannot be encoded: its raw bytes are sent. */
function encoded(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return "%ED%A0%80";
  }
}
