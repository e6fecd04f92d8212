<?php
declare(strict_types=1);

namespace Duet\SiteHealth;

defined( 'ABSPATH' ) || exit;

/** What Site Health looks at. */
interface SiteState {

	/** @return list<array<string, mixed>> As PixelHealth::pixels(). */
	public function pixels(): array;

	/** Seconds since the oldest event that still waits; null if none does. */
	public function oldest_pending(): ?int;

	/** Whether the table of the outbox is there. */
	public function has_table(): bool;

	/** Seconds that the clock of the database is ahead of PHP's. */
	public function clock_skew(): int;

	/** Seconds that the next delivery is overdue by WordPress's own plan; 0 if it is not. */
	public function seconds_late(): int;

	/** Whether the merchant has chosen how consent works, or has no pixel yet. */
	public function has_chosen_consent(): bool;

	/** Whether a proxy hides the addresses of visitors, see ClientIp. */
	public function hides_addresses(): bool;

	/** @return list<string> Names of active plugins that may load a TikTok pixel of their own. */
	public function other_pixels(): array;

	/** The home page as a visitor gets it, fetched once; '' if this site cannot request its own pages. */
	public function home_page(): string;

	/** @return list<string> Codes of pixels in the home page, see PrintedPixels. Fetches that page. */
	public function printed_pixels(): array;

	/** @return list<string> Banner plugins whose answers Duet cannot read although consent is assumed. */
	public function unreadable_banners(): array;

	/** Whether the merchant has confirmed such a banner. */
	public function has_confirmed_banner(): bool;

	/** A page cache that takes each ad click for a page of its own, see ClickIdCaches. */
	public function uncached_clicks(): ?Finding;

	/** What is wrong with the routes for visitors, see Doors. Sends two requests to this site. */
	public function closed_doors(): ?Finding;

	/**
	 * @return array{bytes: int, most_bytes: int, rows: int, most_rows: int, deleted: int, deleted_at: int} See Budget.
	 */
	public function table_size(): array;
}
