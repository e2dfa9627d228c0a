import { Link } from '@tanstack/react-router';

/** The way to an order, by its number where it has one. */
export function OrderLink({
  orderId,
  orderNumber,
}: Readonly<{ orderId: string; orderNumber: string | null }>) {
  return (
    <Link to="/console/orders/$orderId" params={{ orderId }}>
      {orderNumber ?? orderId}
    </Link>
  );
}
