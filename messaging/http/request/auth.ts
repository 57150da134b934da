import { createSecretKey, type KeyObject } from "node:crypto";
import type { NextFunction, Request, Response } from "express";
import { errors, jwtVerify, SignJWT } from "jose";
import type { Clock } from "../../clock.ts";
import { Problem } from "./problem.ts";

export type Role = "customer" | "staff" | "courier";

/** The authenticated user. */
export interface Principal {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** Resolves to a token's principal; rejects with a 401 `Problem` that names the reason. */
export type Authenticate = (token: string) => Promise<Principal>;

export interface TokenSettings {
  /** At least 32 bytes. */
  readonly secret: string | KeyObject;
  readonly clock: Pick<Clock, "now">;
}

/** The realm of the tokens, and their issuer and audience. */
const realm = "pas-de-cinq";

/** Issues and verifies bearer tokens: JWTs, signed with HS256. */
export interface Tokens {
  /** Issues a token, by default for 60 minutes. */
  issue(principal: Principal, options?: { readonly minutes?: number }): Promise<string>;
  readonly authenticate: Authenticate;
}

export function tokens(settings: TokenSettings): Tokens {
  const { clock } = settings;
  const key =
    typeof settings.secret === "string" ? createSecretKey(settings.secret, "utf8") : settings.secret;
  if ((key.symmetricKeySize ?? 0) < 32) throw new Error("the token secret needs at least 32 bytes");
  const now = () => Math.floor(clock.now() / 1000);
  return {
    issue: ({ id, name, email, role }, { minutes = 60 } = {}) =>
      new SignJWT({ name, email, role })
        .setProtectedHeader({ alg: "HS256", typ: "JWT" })
        .setSubject(id)
        .setIssuer(realm)
        .setAudience(realm)
        .setIssuedAt(now())
        .setExpirationTime(now() + minutes * 60)
        .sign(key),
    async authenticate(token) {
      try {
        const { payload, protectedHeader } = await jwtVerify(token, key, {
          algorithms: ["HS256"],
          issuer: realm,
          audience: realm,
          currentDate: new Date(clock.now()),
          requiredClaims: ["exp"],
        });
        refuseInvalidTimes(payload);
        // RFC 8725, 3.11: a JWT signed with the same secret for another purpose is not an access token.
        if (!isJwtType.test(protectedHeader.typ ?? "JWT")) throw unauthorized("the token's typ must be JWT");
        return principalFrom(payload);
      } catch (error) {
        throw error instanceof Problem ? error : unauthorized(reasonOf(error));
      }
    },
  };
}

const isJwtType = /^(?:application\/)?jwt$/i;

/** The latest time that a `Date` can express, in seconds. */
const maxDateSeconds = 8.64e12;

/** JSON can contain 1e999, which parses to Infinity: such a token would never expire. */
function refuseInvalidTimes(payload: Readonly<Record<string, unknown>>): void {
  for (const claim of ["exp", "nbf", "iat"]) {
    const seconds = payload[claim] ?? 0;
    if (typeof seconds !== "number" || !(Math.abs(seconds) <= maxDateSeconds)) {
      throw unauthorized(`the token's claim ${claim} is not a time in seconds since 1970`);
    }
  }
}

/** Authenticates the bearer token of an `Authorization` header. @throws Problem 401 */
export async function admit(
  authorization: string | undefined,
  authenticate: Authenticate,
): Promise<Principal> {
  const [, token] = /^bearer +(\S+)$/i.exec(authorization ?? "") ?? [];
  if (!token) throw unauthorized("the Authorization header must be: Bearer <token>");
  return authenticate(token);
}

const principals = new WeakMap<Request, Principal>();

/** Stores the principal of a request. */
export const setPrincipal = (request: Request, principal: Principal): void =>
  void principals.set(request, principal);

/**
 * The principal of a request.
 *
 * @throws Problem 401 on a public route, which does not authenticate
 */
export function principalOf(request: Request): Principal {
  const principal = principals.get(request);
  if (!principal) throw unauthorized("this needs a bearer token");
  return principal;
}

/** Middleware that admits only these roles; others get a 403. */
export const requireRole =
  (...roles: readonly Role[]) =>
  <Parameters extends Request["params"]>(
    request: Request<Parameters>,
    _response: Response,
    next: NextFunction,
  ): void => {
    const { role } = principalOf(request);
    if (!roles.includes(role)) {
      throw new Problem(403, "forbidden", `this is for ${roles.join(" and ")}; the token is for a ${role}`);
    }
    next();
  };

const unauthorized = (detail: string): Problem => new Problem(401, "unauthorized", detail);

/** The challenge of a 401 (RFC 6750). It names an error only if the `Authorization` header has a token. */
export function challengeOf(authorization: string | undefined, detail: string): string {
  const error = /^bearer /i.test(authorization ?? "")
    ? `, error="invalid_token", error_description="${detail.replaceAll(/["\\]|[^\x20-\x7e]/g, "'")}"`
    : "";
  return `Bearer realm="${realm}"${error}`;
}

function principalFrom({ sub, name, email, role }: Readonly<Record<string, unknown>>): Principal {
  if (typeof sub !== "string" || !/^[\w-]{1,64}$/.test(sub)) throw lacks("sub, 1 to 64 of A-Z a-z 0-9 _ -");
  if (typeof name !== "string" || !/^.{1,100}$/u.test(name)) throw lacks("name, 1 to 100 characters");
  if (typeof email !== "string" || email.length > 254 || !emailAddress.test(email)) {
    throw lacks("email, an address such as ann@example.org");
  }
  if (role !== "customer" && role !== "staff" && role !== "courier") {
    throw lacks("role: customer, staff or courier");
  }
  return { id: sub, name, email, role };
}

/** The local part of an address, and the labels of its domain, as in the contracts' format "email". */
const atom = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const label = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
const emailAddress = new RegExp(`^${atom}(?:\\.${atom})*@(?:${label}\\.)+${label}$`, "i");

const lacks = (claim: string): Problem => unauthorized(`the token lacks a claim: ${claim}`);

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return "the token has expired: get a new one";
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return "the token is forged, or signed with another secret";
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return `the token is not for this API: its claim ${error.claim} is missing or wrong`;
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return "the token must be signed with HS256";
  return "the bearer token is not a signed JWT";
}
