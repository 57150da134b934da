// One list, in the order of the numbers; hence the length.
import { type Question, question } from "./question.ts";

/** Questions 1 to 16: the outbox, delivery guarantees, balancing, retries. */
export const outboxAndLoad: readonly Question[] = [
  question(
    1,
    "senior",
    "Design the backend of a messenger like Slack",
    [
      "Ask first: channel sizes, history, what may be lost.",
      "What do you need to know before you draw a box?",
    ],
    [
      "The client gives each message an id; the server numbers messages within the channel.",
      "The client resends after a timeout. How many copies are stored?",
    ],
    [
      "The message is stored together with an outbox entry before the client gets its answer.",
      "The API process dies right after it stored the message. Who delivers it?",
    ],
    [
      "After reconnecting, a client names the last number it saw and pulls the rest.",
      "A gateway with 50,000 sockets dies. How do its clients catch up?",
    ],
    [
      "Small channels fan out on write, large ones on read.",
      "A channel has 100,000 members. How many rows does one message write?",
    ],
  ),
  question(
    2,
    "middle",
    "Which pattern saves events in the database and processes them later?",
    ["The transactional outbox.", "What is the pattern called?"],
    [
      "The change and its event are committed in one transaction; a relay publishes afterwards.",
      "Why not publish right after the commit?",
    ],
    [
      "The relay may crash after publishing, so consumers still need to deduplicate.",
      "Does the outbox give you exactly once?",
    ],
    ["Alternatives: change data capture, event sourcing.", "What would you do without an outbox table?"],
  ),
  question(
    3,
    "senior",
    "Write the outbox job in pseudo-code",
    [
      "Claim rows with a lease, so that several workers can run.",
      "Two workers wake up at the same moment. What happens?",
    ],
    [
      "Publish, wait for the confirms, and only then delete.",
      "The worker dies between the publish and the delete. What happens?",
    ],
    [
      "An expired lease makes a row eligible again; a `processing` status alone would not.",
      "The worker dies while its rows are marked as processing. Who takes them?",
    ],
    [
      "In SQL: `FOR UPDATE SKIP LOCKED` with a limit, and no lock held during the publish.",
      "Why not keep the rows locked while you publish?",
    ],
    [
      "Several workers lose the order: one worker a key, or versions, or facts in any order.",
      "Does the order of one customer's events survive?",
    ],
  ),
  question(
    4,
    "junior",
    "Which delivery guarantees are there?",
    ["At most once, at least once, exactly once.", "Name all three."],
    [
      "The sender cannot tell a lost request from a lost answer.",
      "Why is exactly-once delivery impossible over a network?",
    ],
    [
      "What can be had is one effect: at-least-once delivery plus deduplication.",
      "So what do systems that promise exactly once do?",
    ],
  ),
  question(
    5,
    "middle",
    "How do you get exactly once?",
    [
      "Each message has an id; the consumer stores the ids that it handled.",
      "How does the consumer recognize a repetition?",
    ],
    [
      "The id and the effect are committed in one transaction.",
      "You store the id first and then crash. What is lost?",
    ],
    [
      "A unique index decides between two instances; look-then-insert races.",
      "Two instances get the same message at once. What stops the second?",
    ],
  ),
  question(
    6,
    "middle",
    "Service B is overloaded. What do you do?",
    [
      "Find out what is saturated before adding instances.",
      "You double the instances and nothing changes. Why?",
    ],
    ["Reject early with 429 or 503 and Retry-After.", "What happens to the requests that B cannot serve?"],
    ["Callers back off with jitter; retries amplify an overload.", "What do the callers do meanwhile?"],
    ["Put a queue in between if the answer can wait; cache; batch; shard.", "And if the load stays?"],
  ),
  question(
    7,
    "middle",
    "How do you balance two instances of B over HTTP?",
    ["A reverse proxy, client-side balancing, or several DNS records.", "Where can the decision be made?"],
    [
      "Health checks and draining: stop sending, finish what is in flight.",
      "You deploy B. What happens to requests in flight?",
    ],
    [
      "Retry on the other instance only what is idempotent or has a key.",
      "One instance dies in the middle of a POST. May the proxy repeat it?",
    ],
    [
      "Keep no session in B; balance requests, not connections.",
      "With gRPC all the load goes to one instance. Why?",
    ],
  ),
  question(
    8,
    "middle",
    "Which balancing algorithms do you know?",
    ["Round robin, weighted, least connections, random, hash.", "Name four."],
    [
      "Least connections or two random choices when requests or instances are unequal.",
      "One instance is half as fast. What does round robin do?",
    ],
    [
      "Consistent hashing moves few keys when an instance leaves.",
      "You hash by client and remove one of four instances. How many clients move?",
    ],
  ),
  question(
    9,
    "middle",
    "What are the drawbacks of a balancer on the server's side?",
    ["A single point of failure, unless there are two with one address.", "What if the balancer dies?"],
    ["One more hop: latency and a limit on throughput.", "What does it cost each request?"],
    [
      "Services see the balancer's address instead of the client's.",
      "Your rate limiter suddenly counts everyone as one client. Why?",
    ],
  ),
  question(
    10,
    "middle",
    "There are two balancers. Which one does a client use?",
    ["One address: anycast, or a floating address (VRRP).", "How can two machines share an address?"],
    ["Several addresses: DNS or a list, and the client tries the next.", "And without a shared address?"],
    [
      "Open connections break in either case, so clients must be able to repeat a request.",
      "What happens to requests in flight during a failover?",
    ],
  ),
  question(
    11,
    "junior",
    "How does a client find the balancers?",
    ["DNS, a configured list, or a registry.", "Where does the address come from?"],
    [
      "DNS answers are cached, often longer than their TTL.",
      "You change the record. When does the last client notice?",
    ],
    [
      "Plain DNS does not know what is healthy.",
      "One of three records points to a dead machine. What do clients see?",
    ],
  ),
  question(
    12,
    "middle",
    "A is at 100 % CPU at peak. What then?",
    [
      "Profile first: a hot loop or a missing index is cheaper to fix.",
      "What do you look at before you add machines?",
    ],
    [
      "Scale out behind a balancer; A must hold no state of its own.",
      "What must be true of A for a second instance to help?",
    ],
    ["Check what comes after A: the database may be next.", "A scales to ten instances. What breaks now?"],
    [
      "Scale before the peak, since a new instance needs time to start.",
      "The peak lasts five minutes and an instance starts in three. What do you do?",
    ],
  ),
  question(
    13,
    "senior",
    "A's calls to B succeed in 90 % of cases. How do you get to 99.99 %?",
    [
      "Retries: four attempts, if failures were independent.",
      "How many attempts, and under which assumption?",
    ],
    [
      "They are not independent: failures come in bursts, so wait longer each time, with jitter.",
      "B is down for 30 seconds. What do four quick attempts give you?",
    ],
    [
      "Retry budget and deadline, or retries multiply over the layers.",
      "Three layers retry four times each. How many calls reach the bottom?",
    ],
    [
      "An idempotency key, because the answer may have been lost.",
      "The first attempt succeeded but its answer was lost. What does the second do?",
    ],
  ),
  question(
    14,
    "senior",
    "After that, 100 credits a minute instead of 90, but repayments on the first day rise from 1 % to 6 %. Why?",
    ["The retries granted some loans twice.", "Who repays a loan on its first day?"],
    [
      "Because answers were lost, not only requests.",
      "Would there be duplicates if all losses happened on the way there?",
    ],
    [
      "The fix: one key per application, checked by B in the transaction of the effect.",
      "What do you change in A, and what in B?",
    ],
    ["Loans already granted twice must be reconciled.", "And what about yesterday's customers?"],
  ),
  question(
    15,
    "senior",
    "All instances of B restart. Each that comes up is drowned, is removed by the balancer, and so on in a circle. How do you get out?",
    [
      "Let in few at first: slow start, or wait until enough instances are ready.",
      "Who gets all the load when one of ten is up?",
    ],
    [
      "Readiness and liveness are different: overloaded means not ready, not dead.",
      "Why does the platform kill an instance that is only busy?",
    ],
    [
      "Panic mode: if most instances look unhealthy, the balancer ignores the checks.",
      "All checks fail at once. Where should traffic go?",
    ],
    ["B sheds load quickly, clients back off, or a queue lets B set the pace.", "What can B itself do?"],
  ),
  question(
    16,
    "senior",
    "System D allows 150 requests/s. Three data centres have three instances of A each, 50 requests/s for each centre, no singletons. How?",
    [
      "Give each center its share; share nothing between centers.",
      "Do the centers need to talk to each other?",
    ],
    [
      "Within a center: leased portions, or a queue consumed at 50/s.",
      "How do three instances share 50 requests/s?",
    ],
    [
      "Rate plus burst must stay within the limit in every second; a fixed window or a full bucket passes twice the rate.",
      "A token bucket of 150 refills at 150/s. How many requests can pass within one second?",
    ],
    ["Obey D's 429 in any case.", "Your clocks disagree and D answers 429. What now?"],
  ),
];
