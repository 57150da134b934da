import { collection } from "#messaging/store.ts";

/** A member of the club. */
export interface Member {
  readonly email: string;
  readonly status: "joined" | "welcomed";
}

export const joined = (email: string): Member => ({ email, status: "joined" });

export const welcomed = (member: Member): Member => ({ ...member, status: "welcomed" });

export const members = collection<Member>("members");
