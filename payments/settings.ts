/** The default of `PAYMENT_EXPIRY`. */
export const defaultPaymentExpiry = "15m";

/** The settings of payments. */
export interface PaymentSettings {
  /**
   * How long a customer has to pay, in milliseconds, from the moment that payments handles order-placed. A 3-D
   * Secure confirmation does not extend it.
   */
  readonly paymentExpiryMs: number;
}
