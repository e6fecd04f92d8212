/** Composition root of the script on every page of a site with WooCommerce. */
import { boot } from './boot.ts';
import { shopTriggers } from './triggers/shop.ts';

boot( window, shopTriggers );
