/** Five dancers in a ring. */
export const Logo = () => (
  <svg viewBox="0 0 30 30" aria-hidden="true" class="logo">
    {["orders", "payments", "restaurants", "couriers", "notifications"].map((name, i) => {
      const angle = -Math.PI / 2 + (i * 2 * Math.PI) / 5;
      return (
        <circle
          key={name}
          class={`fill-${name}`}
          cx={15 + 9.5 * Math.cos(angle)}
          cy={15 + 9.5 * Math.sin(angle)}
          r={4}
        />
      );
    })}
  </svg>
);
