/** The script on every page where WooCommerce is: composition root. */
import { boot } from './boot.ts';
import { shopTriggers } from './triggers/shop.ts';

boot( window, shopTriggers );
