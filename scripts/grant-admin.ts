// `node scripts/grant-admin.ts <userId>` makes an account an administrator's; the users service knows how.
import '../services/users/scripts/grant-admin.ts';
