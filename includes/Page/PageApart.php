<?php
declare(strict_types=1);

namespace Duet\Page;

defined( 'ABSPATH' ) || exit;

/** A page that is shown apart from the site: TikTok gets nothing from it. */
final class PageApart implements DescribedPage {

	public function page(): array {
		return [ 'excluded' => true ];
	}
}
