import { formatTime } from '@cartless/api-client';
import { pagesQueryOf } from '@cartless/api-client/query';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { SelectField, TextField } from '../../design/field.tsx';
import { PageHead } from '../../design/page-head.tsx';
import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { useMayWork } from '../frame/scopes.ts';
import { oneOf, textsIn } from '../lists/in-address.ts';
import { Listed } from '../lists/listed.tsx';
import lists from '../lists/lists.module.css';
import { UserPill } from './user-pill.tsx';

const route = getRouteApi('/console/users');

/** Accounts, to be found by those who may see all of them, or opened by their number. */
export function UsersPage() {
  const t = useTexts('console-users');
  const maySearch = useMayWork('support');
  return (
    <>
      <PageHead title={t('title')} />
      {maySearch ? <Accounts /> : <OpenOne />}
    </>
  );
}

function OpenOne() {
  const t = useTexts('console-users');
  const navigate = useNavigate();
  return (
    <form
      className={lists['row']}
      onSubmit={(event) => {
        event.preventDefault();
        const { userId } = textsIn(Object.fromEntries(new FormData(event.currentTarget)), 'userId');
        if (userId !== undefined)
          void navigate({ to: '/console/users/$userId', params: { userId: userId.trim() } });
      }}
    >
      <TextField label={t('number')} name="userId" required placeholder="usr_…" hint={t('openLead')} />
      <Button type="submit" meaning="act">
        {t('open')}
      </Button>
    </form>
  );
}

/** What is looked for, as the address says it. */
function readSearch(search: Record<string, unknown>) {
  const isActive = oneOf(search, 'isActive', ['true', 'false']);
  return { ...textsIn(search, 'q'), ...(isActive !== undefined && { isActive }) };
}

function Accounts() {
  const t = useTexts('console-users');
  const locale = useLocale();
  const search = readSearch(route.useSearch());
  const query = { ...search, limit: 30 };
  const pages = useInfiniteQuery(pagesQueryOf(shop, '/users', { params: { query } }));
  return (
    <>
      <SearchForm key={JSON.stringify(search)} search={search} />
      <Listed pages={pages} empty={t('none')}>
        {(users) => (
          <Table
            caption={t('title')}
            rows={users}
            keyOf={({ userId }) => userId}
            columns={[
              {
                head: t('name'),
                cell: ({ userId, username }) => (
                  <Link to="/console/users/$userId" params={{ userId }}>
                    {username}
                  </Link>
                ),
              },
              { head: t('email'), cell: ({ email }) => email },
              { head: t('status'), cell: ({ status }) => <UserPill status={status} /> },
              { head: t('roles'), cell: ({ roles }) => roles.map((role) => t(`role.${role}`)).join(', ') },
              {
                head: t('since'),
                cell: ({ createdAt }) => formatTime(createdAt, locale, { dateStyle: 'medium' }),
              },
            ]}
          />
        )}
      </Listed>
    </>
  );
}

function SearchForm({ search }: Readonly<{ search: ReturnType<typeof readSearch> }>) {
  const t = useTexts('console-users');
  const navigate = useNavigate();
  return (
    <search>
      <form
        className={lists['row']}
        onSubmit={(event) => {
          event.preventDefault();
          const asked = readSearch(Object.fromEntries(new FormData(event.currentTarget)));
          void navigate({ to: '/console/users', search: asked });
        }}
      >
        <TextField label={t('search')} name="q" type="search" defaultValue={search.q} maxLength={254} />
        <SelectField label={t('who')} name="isActive" defaultValue={search.isActive ?? ''}>
          <option value="">{t('all')}</option>
          <option value="true">{t('active')}</option>
          <option value="false">{t('inactive')}</option>
        </SelectField>
        <Button type="submit" meaning="act">
          {t('find')}
        </Button>
      </form>
    </search>
  );
}
