/** Passwords for the broker's users, each another, as the environment has them. */
export const passwords = {
  RABBITMQ_ADMIN_PASSWORD: "admin-of-the-tests",
  RABBITMQ_OPERATOR_PASSWORD: "operator-of-the-tests",
  RABBITMQ_OBSERVER_PASSWORD: "observer-of-the-tests",
  RABBITMQ_COUNTER_PASSWORD: "counter-of-the-tests",
  RABBITMQ_ORDERS_PASSWORD: "orders-of-the-tests",
  RABBITMQ_PAYMENTS_PASSWORD: "payments-of-the-tests",
  RABBITMQ_RESTAURANTS_PASSWORD: "restaurants-of-the-tests",
  RABBITMQ_COURIERS_PASSWORD: "couriers-of-the-tests",
  RABBITMQ_NOTIFICATIONS_PASSWORD: "notifications-of-the-tests",
} as const;
