"""
The play in one block of numbers, compiled: event for event what ``play`` does.

Every function here has a twin of about the same name among the modules of
``exeunt.rehearse``, which is the one to read: ``people``, ``traffic``, ``sweeps``,
``stations``, ``openings``, ``tally`` and ``world``. The tests hold the two against each
other, world by world.

``n`` is the block, and ``x`` the same memory read as fractions (``arena``). Where room
in it runs out, ``full`` is set, and the world is to be played again with more.
"""
