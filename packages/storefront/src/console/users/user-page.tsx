import { formatTime } from '@cartless/api-client';
import { queryOf } from '@cartless/api-client/query';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { shop } from '../../app/shop.ts';
import { Card, Stack } from '../../design/card.tsx';
import { NotYet } from '../../design/not-yet.tsx';
import { PageHead } from '../../design/page-head.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { useMayWork } from '../frame/scopes.ts';
import lists from '../lists/lists.module.css';
import { OrderLimits } from './order-limits.tsx';
import { Roles } from './roles.tsx';
import { Suspend } from './suspend.tsx';
import type { UserDetail } from './user-detail.ts';
import { UserPill } from './user-pill.tsx';

const route = getRouteApi('/console/users/$userId');

/** An account, what may be done with it, and what was. */
export function UserPage() {
  const { userId } = route.useParams();
  const asked = useQuery(queryOf(shop, '/users/{userId}', { params: { path: { userId } } }));
  const { data } = asked;
  return data === undefined ? <NotYet asked={asked} lines={8} /> : <Shown user={data} />;
}

function Shown({ user }: Readonly<{ user: UserDetail }>) {
  const maySuspend = useMayWork('support');
  const mayGiveRoles = useMayWork('staff');
  return (
    <>
      <PageHead title={user.username} lead={<UserPill status={user.status} />}>
        {maySuspend && <Suspend user={user} />}
      </PageHead>
      <Stack>
        <div className={lists['halves']}>
          <Facts user={user} />
          {mayGiveRoles && <Roles key={user.roles.join()} user={user} />}
        </div>
        {maySuspend && <OrderLimits userId={user.userId} />}
        <Audit user={user} />
      </Stack>
    </>
  );
}

function Facts({ user }: Readonly<{ user: UserDetail }>) {
  const t = useTexts('console-users');
  const locale = useLocale();
  const maySeeOrders = useMayWork('support', 'fulfilment', 'finance');
  const facts = [
    [t('number'), user.userId],
    [t('email'), user.email],
    [t('phone'), user.phone],
    [t('language'), user.locale],
    [t('since'), formatTime(user.createdAt, locale)],
    [t('activated'), user.activatedAt && formatTime(user.activatedAt, locale)],
    [
      t('undeliverable'),
      user.undeliverable && `${user.undeliverable.reason}, ${formatTime(user.undeliverable.since, locale)}`,
    ],
  ] as const;
  return (
    <Card>
      <h2>{t('facts')}</h2>
      <dl className={lists['facts']}>
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {maySeeOrders && (
        <p>
          <Link to="/console/orders" search={{ userId: user.userId }}>
            {t('orders')}
          </Link>
        </p>
      )}
    </Card>
  );
}

/** What the staff did with it, the last first. */
function Audit({ user }: Readonly<{ user: UserDetail }>) {
  const t = useTexts('console-users');
  const locale = useLocale();
  const named = (roles: UserDetail['roles'] = []): string =>
    roles.map((role) => t(`role.${role}`)).join(', ') || t('noRoles');
  return (
    <Card>
      <h2>{t('audit')}</h2>
      {user.audit.length === 0 && <p>{t('noAudit')}</p>}
      <ol className={lists['plain']}>
        {user.audit
          .toSorted((one, other) => other.at.localeCompare(one.at))
          .map(({ action, by, at, reason, before, after }) => (
            <li key={at + action}>
              <b>{t(`action.${action}`)}</b>{' '}
              {after !== undefined && (
                <span>{t('fromTo', { before: named(before), after: named(after) })}</span>
              )}{' '}
              {reason}
              <div className={lists['soft']}>
                {formatTime(at, locale)} · {t('by', { by })}
              </div>
            </li>
          ))}
      </ol>
    </Card>
  );
}
