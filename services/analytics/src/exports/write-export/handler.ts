import { messageHandler } from '@cartless/lambda';
import { csv } from '../../files/write-csv.ts';
import { xlsx } from '../../files/write-xlsx.ts';
import { ExportMessage, writing } from '../exports-service.ts';

export const handler = messageHandler(ExportMessage, ({ exportId }) => writing([csv, xlsx])(exportId));
