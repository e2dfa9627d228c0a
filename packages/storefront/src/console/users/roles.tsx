import { unwrap } from '@cartless/api-client';
import { ROLE_NAMES, type Role } from '@cartless/domain';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { Card, Stack } from '../../design/card.tsx';
import { CheckField } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';
import type { UserDetail } from './user-detail.ts';

/** Gives roles and takes them. They have no version, so they are read again just before, and not written over what somebody else did. */
export function Roles({ user }: Readonly<{ user: UserDetail }>) {
  const t = useTexts('console-users');
  const [roles, setRoles] = useState<readonly Role[]>(user.roles);
  const [read, setRead] = useState<readonly Role[]>(user.roles);
  const [changed, setChanged] = useState<readonly Role[]>();
  const params = { path: { userId: user.userId } };
  const doing = useDoing(async () => {
    setChanged(undefined);
    const now = (await unwrap(shop.get('/users/{userId}', { params }))).roles;
    if (same(now, read))
      return unwrap(shop.put('/users/{userId}/roles', { params, body: { roles: [...roles] } }));
    setRead(now);
    setChanged(now);
    return undefined;
  });
  return (
    <Card>
      <h2>{t('roles')}</h2>
      <p>{t('rolesLead')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!doing.isPending) doing.mutate(undefined);
        }}
      >
        <Stack>
          {ROLE_NAMES.map((role) => (
            <CheckField
              key={role}
              label={t(`role.${role}`)}
              checked={roles.includes(role)}
              onChange={({ target }) =>
                setRoles(target.checked ? [...roles, role] : roles.filter((one) => one !== role))
              }
            />
          ))}
          {changed !== undefined && (
            <Notice tone="warn">
              {t('rolesChanged', {
                now: changed.map((role) => t(`role.${role}`)).join(', ') || t('noRoles'),
              })}
            </Notice>
          )}
          <Refused error={doing.error} />
          {doing.isSuccess && doing.data !== undefined && <Notice tone="good">{t('rolesSaved')}</Notice>}
          <div>
            <Button type="submit" meaning="act" busy={doing.isPending}>
              {t('saveRoles')}
            </Button>
          </div>
        </Stack>
      </form>
    </Card>
  );
}

const same = (one: readonly Role[], other: readonly Role[]): boolean =>
  one.length === other.length && one.every((role) => other.includes(role));
