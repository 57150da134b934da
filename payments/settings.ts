/** The settings of payments. */
export interface PaymentSettings {
  /**
   * How long a customer has to pay, in milliseconds, from the moment that payments handles order-placed. A 3-D
   * Secure confirmation does not extend it. `PAYMENT_EXPIRY` is 15 minutes by default.
   */
  readonly paymentExpiryMs: number;
}
