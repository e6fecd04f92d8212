<?php
declare(strict_types=1);

namespace Duet\Sweep;

defined( 'ABSPATH' ) || exit;

/** What a sweep found, for a merchant who asked for it. */
final class Swept {

	/** @var list<int> Orders whose event went into the pipeline. */
	public array $brought = [];

	/** Sales that code on this site stops with the filter `duet_event`. */
	public int $withheld = 0;

	/** Sales found too late to be sent. */
	public int $too_old = 0;
}
