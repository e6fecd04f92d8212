<?php
declare(strict_types=1);

namespace Duet\Page;

defined( 'ABSPATH' ) || exit;

/** What the storefront script of this page has to know of consent. */
interface ConsentOnPage {

	/** @return array{consent: 'required'|'assumed'|null, ...} */
	public function data(): array;
}
