<?php
declare(strict_types=1);

namespace Duet\Support;

defined( 'ABSPATH' ) || exit;

/** What binds a signature to the site that made it, and to a time. */
interface Issuer {

	/** The secret of this site. */
	public function key(): string;

	/** Blog and address: a copy of the site may have its key. */
	public function site(): string;

	/** Days since 1970. */
	public function today(): int;

	/** For how many days a page that prints a signature may stay in a cache. */
	public function lifetime(): int;
}
