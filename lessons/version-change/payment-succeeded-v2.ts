/** `payments.payment-succeeded.v2`: the total, and each charge that it consists of. */
export const paymentSucceededV2 = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Payment succeeded",
  description: "The customer's cards were charged: one, or several of which each bears a part.",
  "x-subject": "orderId",
  type: "object",
  required: ["orderId", "total", "charges"],
  properties: {
    orderId: { description: "The order.", type: "string", format: "uuid", maxLength: 36 },
    total: { description: "What was charged, all in all.", allOf: [{ $ref: "#/definitions/Money" }] },
    charges: {
      description: "The charges that make up the total.",
      type: "array",
      minItems: 1,
      maxItems: 5,
      items: {
        description: "One charge of one card.",
        type: "object",
        required: ["chargeId", "amount"],
        properties: {
          chargeId: {
            description: "The payment provider's id of the charge.",
            type: "string",
            minLength: 1,
            maxLength: 100,
          },
          amount: { description: "The part of this card.", allOf: [{ $ref: "#/definitions/Money" }] },
        },
      },
    },
  },
  definitions: {
    Money: {
      description: "An amount of money in integer minor units (1250 is 12.50 EUR).",
      type: "object",
      required: ["amount", "currency"],
      properties: {
        amount: {
          description:
            "Minor units of the currency. The maximum is the most expensive possible order: 50 items, 99 of each, at 10,000.00.",
          type: "integer",
          minimum: 0,
          maximum: 4950000000,
        },
        currency: { description: "ISO 4217 code.", type: "string", const: "EUR" },
      },
    },
  },
  examples: [
    {
      orderId: "0d6f2c1e-5b8a-4f3e-9c47-1a2b3c4d5e6f",
      total: { amount: 2500, currency: "EUR" },
      charges: [
        { chargeId: "ch_1001", amount: { amount: 2000, currency: "EUR" } },
        { chargeId: "ch_1002", amount: { amount: 500, currency: "EUR" } },
      ],
    },
    {
      orderId: "7e1b9a34-2c5d-4e8f-8a6b-9f0e1d2c3b4a",
      total: { amount: 1450, currency: "EUR" },
      charges: [{ chargeId: "ch_1003", amount: { amount: 1450, currency: "EUR" } }],
    },
  ],
};
